"""The read side: one function for each question a page or a job asks."""
