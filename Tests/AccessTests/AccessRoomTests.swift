import Access
import Testing

@Suite("The room") struct AccessRoomTests {}
