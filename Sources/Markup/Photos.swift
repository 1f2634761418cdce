/// Photos as evidence; each opens at full size.
///
/// ```swift
/// Photos([.init(thumbnail: "/photos/1/small", full: "/photos/1", alt: words("photo.alt"), caption: "10月10日 办好后")], .pair)
/// ```
public struct Photos: Part {
  public enum Arrangement: String, Sendable {
    case grid = "photos"
    /// Before and after, side by side.
    case pair = "photos pair"
    /// A row on a desk.
    case evidence = "photos evid"
  }

  public struct Photo: Sendable {
    public var thumbnail: String
    public var full: String
    /// What one would see, in words.
    public var alt: String
    public var caption: String?
    public init(thumbnail: String, full: String, alt: String, caption: String? = nil) {
      self.thumbnail = thumbnail
      self.full = full
      self.alt = alt
      self.caption = caption
    }
  }

  public var photos: [Photo]
  public var arrangement: Arrangement

  public init(_ photos: [Photo], _ arrangement: Arrangement = .grid) {
    self.photos = photos
    self.arrangement = arrangement
  }

  public var html: HTML {
    guard !photos.isEmpty else { return .empty }
    return "<div class=\"\(arrangement.rawValue)\">\(each: photos, Photos.figure)</div>"
  }

  private static func figure(_ photo: Photo) -> HTML {
    let caption: HTML = photo.caption.map { "<figcaption>\($0)</figcaption>" } ?? .empty
    return """
      <figure class="photo"><a\(href: photo.full)><img\(src: photo.thumbnail) alt="\(photo.alt)" loading="lazy" decoding="async"></a>\(caption)</figure>
      """
  }
}
