"""Who may do what: organisations, covenants, personal accounts and the roles they hold on a day."""
