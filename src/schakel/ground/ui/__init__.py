"""How every page looks and speaks: templates, theme, form and table parts."""
