"""Many documents: discovery, isolation, quarantine, manifest."""
