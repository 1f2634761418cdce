/// Our line icons, 20 x 20, drawn with the text's colour. Always beside a word, so hidden from screen readers.
public enum Icon: String, Part, CaseIterable {
  case pin, camera, microphone, list, map, pencil, printer, link, tray, offline, phone, check, lock

  public var html: HTML {
    "<svg class=\"icon\" viewBox=\"0 0 20 20\" aria-hidden=\"true\" focusable=\"false\">\(shape)</svg>"
  }

  private var shape: HTML {
    switch self {
    case .pin: "<path d=\"M10 18s6-5.2 6-10a6 6 0 0 0-12 0c0 4.8 6 10 6 10z\"/><circle cx=\"10\" cy=\"8\" r=\"2\"/>"
    case .camera: "<path d=\"M2.5 6.5h3l1.5-2h6l1.5 2h3v10h-15z\"/><circle cx=\"10\" cy=\"11\" r=\"3.2\"/>"
    case .microphone:
      "<rect x=\"7.5\" y=\"2.5\" width=\"5\" height=\"9\" rx=\"2.5\"/><path d=\"M4.5 9.5a5.5 5.5 0 0 0 11 0M10 15v3\"/>"
    case .list: "<path d=\"M7 5h10M7 10h10M7 15h10M3 5h.01M3 10h.01M3 15h.01\"/>"
    case .map: "<path d=\"M2.5 5l5-2 5 2 5-2v12l-5 2-5-2-5 2zM7.5 3v12M12.5 5v12\"/>"
    case .pencil: "<path d=\"M3.5 16.5l1-4 9-9 3 3-9 9z\"/><path d=\"M11.5 5.5l3 3\"/>"
    case .printer: "<path d=\"M5.5 7V2.5h9V7M5.5 14h-3V7h15v7h-3M5.5 11.5h9v6h-9z\"/>"
    case .link:
      "<path d=\"M8.5 11.5l3-3M9 6.5l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L13.5 11M11 13.5L9.5 15A3.2 3.2 0 0 1 5 10.500L6.5 9\"/>"
    case .tray: "<path d=\"M2.5 11l2.5-7h10l2.5 7v5.5h-15zM2.5 11h4l1.5 2.5h4l1.5-2.5h4\"/>"
    case .offline:
      "<path d=\"M3 3l14 14M5 9a8 8 0 0 1 3-1.800M2.5 6.2a11 11 0 0 1 3-2M15 9a8 8 0 0 0-3.2-1.8M17.5 6.2A11.5 11.5 0 0 0 8 3.5M10 16h.01M7.5 12.5a3.6 3.6 0 0 1 3-1\"/>"
    case .phone: "<path d=\"M4 3h3l1.5 4-2 1.500a10 10 0 0 0 5 5l1.5-2 4 1.500v3c-7.5 1.5-14.5-5.5-13-13z\"/>"
    case .check: "<path d=\"M4 10.5l4 4 8-9\"/>"
    case .lock: "<path d=\"M4.5 9h11v8h-11zM7 9V6.500a3 3 0 0 1 6 0V9\"/>"
    }
  }
}
