"""The printed labels of the form, and the edition that they tell."""
