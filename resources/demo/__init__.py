"""The demo's world of pictures, and the two small nets that were trained in it."""
