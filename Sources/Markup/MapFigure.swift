/// A map with no tiles: areas and points, drawn by `map.js` in our colours. What the map shows is also said in words
/// (`text`), which is all one gets without JavaScript.
///
/// ```swift
/// MapFigure(label: words("map.matters"), areas: "/map/areas", points: "/map/points?\(query)", text: "\(words("map.text"))",
///   keys: [.init(.here, words("map.here")), .init(.warning, words("map.late"))], words: MapFigure.Words { words($0) })
/// Page(…, scripts: MapFigure.scripts, styles: MapFigure.styles)
/// ```
///
/// `areas` answers a GeoJSON FeatureCollection of polygons with `name`, and if wanted `href`, `level` (1 to 4, a tint) and
/// `here` (true for the area one is in). `points` answers one of points with `title`, `href`, `count` and `state`
/// (`here`, `warning`, `calm`); it is asked again with `bbox=west,south,east,north` when the map has moved.
public struct MapFigure: Part {
  public static let scripts: [String] = ["vendor/leaflet/leaflet.js", "map.js"]
  public static let styles: [String] = ["vendor/leaflet/leaflet.css", "map.css"]

  public struct Key: Sendable {
    public enum Kind: String, Sendable { case here = "cur", warning = "warn", calm = "" }
    public var kind: Kind
    public var word: String
    public init(_ kind: Kind, _ word: String) {
      self.kind = kind
      self.word = word
    }
  }

  /// WGS-84 degrees.
  public struct Point: Sendable {
    public var longitude: Double
    public var latitude: Double
    public init(longitude: Double, latitude: Double) {
      self.longitude = longitude
      self.latitude = latitude
    }
  }

  /// The names of two fields of the page that a press on the map fills in.
  public struct Pick: Sendable {
    public var longitude: String
    public var latitude: String
    public init(longitude: String = "longitude", latitude: String = "latitude") {
      self.longitude = longitude
      self.latitude = latitude
    }
  }

  /// The map's own words, from `words.markup.*.yaml`.
  public struct Words: Sendable {
    var zoomIn: String
    var zoomOut: String
    var needsScript: String
    var picked: String
    public init(_ words: (String) -> String) {
      zoomIn = words("map.zoom_in")
      zoomOut = words("map.zoom_out")
      needsScript = words("map.needs_script")
      picked = words("map.picked")
    }
  }

  public var label: String
  public var areas: String?
  public var points: String?
  public var center: Point?
  public var pick: Pick?
  public var text: HTML
  public var keys: [Key]
  public var words: Words

  public init(
    label: String, areas: String? = nil, points: String? = nil, center: Point? = nil, pick: Pick? = nil, text: HTML = .empty, keys: [Key] = [],
    words: Words
  ) {
    self.label = label
    self.areas = areas
    self.points = points
    self.center = center
    self.pick = pick
    self.text = text
    self.keys = keys
    self.words = words
  }

  public var html: HTML {
    """
    <figure class="map" aria-label="\(label)"><div class="map-box" role="application" aria-label="\(label)" tabindex="0" hidden\
    \(attribute: "data-geojson", areas)\(attribute: "data-points", points)\(attribute: "data-center", center.map { "\($0.longitude),\($0.latitude)" })\
    \(attribute: "data-pick", pick.map { "\($0.longitude),\($0.latitude)" })\
     data-zoom-in="\(words.zoomIn)" data-zoom-out="\(words.zoomOut)" data-picked="\(words.picked)"></div>\
    <noscript><p class="small quiet">\(words.needsScript)</p></noscript>\
    <figcaption><span role="status" class="map-said"></span>\(text)\(each: keys, MapFigure.key)</figcaption></figure>
    """
  }

  private static func key(_ key: Key) -> HTML {
    """
    <span class="key"><svg viewBox="0 0 12 12" aria-hidden="true" focusable="false"><circle class="pin \(key.kind.rawValue)" cx="6" cy="6" r="5"/></svg>\
    \(key.word)</span>
    """
  }
}
