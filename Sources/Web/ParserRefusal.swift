import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// What is no HTTP never reaches the site: Hummingbird answers it with an empty 400. This gives that answer the shape of
/// every other refusal.
final class ParserRefusal: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let problem: [UInt8]
  private let headers: HTTPFields

  init(problem: [UInt8], headers: HTTPFields) {
    self.problem = problem
    self.headers = headers
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    // Every answer of the site has a request id.
    guard case .head(var head) = unwrapOutboundIn(data), head.status == .badRequest, head.headerFields[.requestID] == nil else {
      return context.write(data, promise: promise)
    }
    head.headerFields = headers
    head.headerFields[.connection] = "close"
    head.headerFields[.contentType] = Problem.contentType
    head.headerFields[.contentLength] = String(problem.count)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(bytes: problem))), promise: promise)
  }
}
