"""An answer → a file in a form that people use: a page, a table, slides, a chart, a canvas. One module a form.

A module is a form when it holds a `FORM`; what only helps them holds none.
"""
