/// The photo picker of a ``Field``. Without JavaScript it is the browser's own file field; `photos.js` adds previews, makes
/// big photos smaller before they travel, and says when there are too many. Photos that came with a refused form are kept:
/// their keys come back in `<name>_kept`, unless the visitor unticks them.
///
/// ```swift
/// let picker = PhotoPicker(most: 4, kept: kept, words: PhotoPicker.Words { words($0) })
/// Field("photos", label: words("intake.photos"), note: words("intake.photos.note"), .photos(picker))
/// Page(…, scripts: PhotoPicker.scripts)     // and the form with `takesFiles: true`
/// ```
public struct PhotoPicker: Sendable {
  public static let scripts: [String] = ["photos.js"]

  /// A photo the server already has.
  public struct Kept: Sendable {
    public var key: String
    public var thumbnail: String
    public var alt: String
    public init(key: String, thumbnail: String, alt: String) {
      self.key = key
      self.thumbnail = thumbnail
      self.alt = alt
    }
  }

  /// The picker's own words, from `words.markup.*.yaml`.
  public struct Words: Sendable {
    var add: String
    var keep: String
    var remove: String
    var tooMany: String
    var alt: String
    public init(_ words: (String) -> String) {
      add = words("photos.add")
      keep = words("photos.keep")
      remove = words("photos.remove")
      tooMany = words("photos.too_many")
      alt = words("photos.alt")
    }
  }

  /// The largest number of photos, kept ones included.
  public var most: Int
  public var kept: [Kept]
  public var words: Words

  public init(most: Int = 4, kept: [Kept] = [], words: Words) {
    self.most = most
    self.kept = kept
    self.words = words
  }

  func html(of field: Field) -> HTML {
    """
    <div class="photos square" data-photos data-most="\(most)" data-alt="\(words.alt)" data-remove="\(words.remove)"\
     data-too-many="\(words.tooMany)">\
    \(each: kept, { keptPhoto($0, of: field) })\(adder(of: field))</div>
    """
  }

  private func keptPhoto(_ photo: Kept, of field: Field) -> HTML {
    """
    <div class="photo"><img\(src: photo.thumbnail) alt="\(photo.alt)">\
    <label class="away"><input type="checkbox" name="\(field.name)_kept" value="\(photo.key)" checked> \(words.keep)</label></div>
    """
  }

  private func adder(of field: Field) -> HTML {
    """
    <div class="photo add"><label for="\(field.id)">\(Icon.camera)\(words.add)</label>\
    <input type="file" id="\(field.id)" name="\(field.name)" accept="image/*" multiple></div>
    """
  }
}
