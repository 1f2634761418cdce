import Ground
import Pictures
import Web

extension MattersRoom {
  /// Takes uploaded photos and stores them: turned upright, without metadata. Done before any transaction begins.
  /// - Throws: ``Refusal`` `.invalid` that names the file and says what to do.
  func storePhotos(_ uploads: [Upload], field: String) async throws -> [StoredPhoto] {
    var out: [StoredPhoto] = []
    for upload in uploads where !upload.bytes.isEmpty || !upload.filename.isEmpty {
      do {
        let photo = try await workshop.process(upload.bytes)
        try await store.save(photo)
        out.append(StoredPhoto(digest: photo.digest, width: photo.width, height: photo.height))
      } catch let refusal as PhotoRefusal {
        if refusal == .busy { throw Refusal(.busy, retryAfter: 2) }
        throw Refusal.invalid([FieldProblem(field, "matter.problem.photo.\(refusal.word)", ["file": upload.filename])])
      }
    }
    return out
  }
}

extension PhotoRefusal {
  /// The last part of its word's key.
  var word: String {
    switch self {
    case .notAPhoto: "not_a_photo"
    case .tooLarge: "too_large"
    case .tooManyPixels: "too_many_pixels"
    case .animatedOrTooManyFrames: "animated"
    case .damaged: "damaged"
    case .tooSlow: "too_slow"
    case .busy: "busy"
    }
  }
}
