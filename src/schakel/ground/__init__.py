"""What every module stands on: the database, encryption, the trail, places, content, accounts and the look."""
