/// Why a photo was not taken.
public enum PhotoRefusal: Error, Sendable, Hashable {
  /// None of the kinds of ``PhotoKind``, whatever its name says; or nothing at all.
  case notAPhoto
  /// More bytes than the limit.
  case tooLarge
  /// More pixels than the limit, by its header.
  case tooManyPixels
  case animatedOrTooManyFrames
  /// It begins like a photo and cannot be decoded to its end.
  case damaged
  /// Decoding took more time than the limit.
  case tooSlow
  /// Too many photos are waiting; try again in a moment.
  case busy
}
