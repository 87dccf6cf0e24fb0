"""One module per page: `PAGE` says where it stands, `render` draws it from a selection."""
