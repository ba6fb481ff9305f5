"""Text to value: money, dates, numbers. No I/O, no clock, no guesses."""
