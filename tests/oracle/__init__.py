"""An exhaustive matcher for tiny communities, which shares no code with the one that is tested."""
