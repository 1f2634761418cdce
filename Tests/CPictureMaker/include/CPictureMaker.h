// Makes photos for tests, and looks at what became of them. libvips must have been started.
#pragma once
#include <stddef.h>

typedef struct {
  /// libvips' suffix with options, such as ".jpg[Q=90]", ".png[interlace]", ".webp", ".heic", ".gif".
  const char *suffix;
  int width;
  int height;
  /// 1 grey, 3 colours, 4 colours half transparent.
  int bands;
  /// EXIF orientation 1 to 8; 0 leaves it out.
  int orientation;
  /// 1, or more for an animation.
  int frames;
  /// Puts a camera's name, a position and an XMP packet in, all with the word `Geheim`.
  int secrets;
} maker_wish;

/// A picture whose left half is red and whose right half is blue (grey: dark and light). NULL on failure; given back with maker_free.
void *maker_make(const maker_wish *wish, size_t *length);

void maker_free(void *bytes);

/// Decodes a JPEG without turning it and tells the colour of a pixel. Returns 0 or -1.
int maker_colour(const void *bytes, size_t length, int x, int y, int colour[3]);
