"""One module a rule: `CODE`, `SEVERITY` and `check`. Its docstring is the page that `kb explain CODE` prints."""
