"""The IATI Standard's codes and what they are in our words. Facts; no file is read."""
