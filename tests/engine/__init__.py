"""Tests of the engine, file by file as in engine/."""
