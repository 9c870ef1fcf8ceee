"""PostgreSQL with a second lock: who acts is a setting of the transaction, and rows outside that scope do not exist."""
