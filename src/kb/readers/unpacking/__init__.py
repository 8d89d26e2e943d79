"""What is dangerous to open, opened safely: archives to their members, documents to what their parser says."""
