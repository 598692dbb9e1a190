"""The pages of the yearly status: as everybody reads it, as its editors write it, and as it is decided on."""
