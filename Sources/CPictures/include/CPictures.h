// libvips for this house: functions with fixed arguments over its variadic ones, and only what photos need.
#pragma once
#include <stddef.h>

typedef enum { LZ_JPEG, LZ_PNG, LZ_WEBP, LZ_HEIF } lz_kind;

typedef enum { LZ_DONE, LZ_DAMAGED, LZ_TOO_SLOW } lz_outcome;

typedef struct {
  int width;
  int height;
  int frames;
} lz_header;

/// A JPEG. Its bytes are given back with lz_free.
typedef struct {
  void *bytes;
  size_t length;
  int width;
  int height;
} lz_picture;

typedef struct {
  /// Sides in pixels of the box that the picture and the thumbnail are fitted into; smaller ones stay as they are.
  int side;
  int thumbnail_side;
  /// JPEG quality, 1 to 100.
  int quality;
  int thumbnail_quality;
  int milliseconds;
} lz_wishes;

/// Once, before anything else: one thread per picture, no cache, and only the loaders of the four kinds.
/// Returns 0, or -1 when libvips cannot start.
int lz_start(void);

/// Reads sizes without decoding the picture.
lz_outcome lz_read_header(lz_kind kind, const void *bytes, size_t length, lz_header *header);

/// Decodes, turns upright, converts to sRGB, shrinks, and encodes anew without any metadata.
lz_outcome lz_make(const void *bytes, size_t length, const lz_wishes *wishes, lz_picture *picture, lz_picture *thumbnail);

void lz_free(void *bytes);

/// SHA-256 as 64 hexadecimal digits and a NUL.
void lz_digest(const void *bytes, size_t length, char digest[65]);
