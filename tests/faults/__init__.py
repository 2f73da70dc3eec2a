"""What may go wrong around the engine: people at once, workers at once, processes that die, disks, databases."""
