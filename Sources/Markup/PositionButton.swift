/// Where the phone is, if its owner allows: a button that fills two hidden fields and says how exact the position is.
/// Without JavaScript it is not shown; the place is then what the code on the door said.
///
/// ```swift
/// PositionButton(words: PositionButton.Words { words($0) })
/// Page(…, scripts: PositionButton.scripts)
/// ```
public struct PositionButton: Part {
  public static let scripts: [String] = ["place.js"]

  public struct Words: Sendable {
    var ask: String
    var waiting: String
    var found: String
    var failed: String
    public init(_ words: (String) -> String) {
      ask = words("position.ask")
      waiting = words("position.waiting")
      found = words("position.found")
      failed = words("position.failed")
    }
  }

  public var longitude: String
  public var latitude: String
  /// In metres; the field that takes it.
  public var accuracy: String
  /// What came with a refused form.
  public var values: (longitude: String, latitude: String, accuracy: String)
  public var words: Words

  public init(
    longitude: String = "longitude", latitude: String = "latitude", accuracy: String = "accuracy",
    values: (longitude: String, latitude: String, accuracy: String) = ("", "", ""), words: Words
  ) {
    self.longitude = longitude
    self.latitude = latitude
    self.accuracy = accuracy
    self.values = values
    self.words = words
  }

  public var html: HTML {
    """
    <div class="position" data-position data-waiting="\(words.waiting)" data-found="\(words.found)" data-failed="\(words.failed)">\
    \(Form.hidden(longitude, values.longitude))\(Form.hidden(latitude, values.latitude))\(Form.hidden(accuracy, values.accuracy))\
    <button class="button full" type="button" hidden>\(Icon.pin)\(words.ask)</button><p class="small quiet" role="status"></p></div>
    """
  }
}
