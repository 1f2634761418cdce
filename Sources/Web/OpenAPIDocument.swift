import Ground

/// The OpenAPI 3.1 description of the JSON interface, made from the route table alone.
struct OpenAPIDocument {
  let endpoints: [Endpoint]

  var json: [UInt8] {
    var named: [String: Schema] = ["Problem": Problem.schema]
    for endpoint in endpoints { endpoint.route.gives?.collect(into: &named) }
    let json = endpoints.filter { $0.face == .json }
    var writer = JSONWriter(capacity: 64 * 1024)
    writer.object { writer in
      writer.field("openapi", "3.1.0")
      writer.key("info")
      writer.object(info)
      writer.key("servers")
      writer.array { writer in writer.object { $0.field("url", "/") } }
      writer.key("paths")
      writer.object { writer in
        for (path, operations) in OpenAPIDocument.paths(json) {
          writer.key(dynamic: path)
          writer.object { writer in for operation in operations { operation.write(&writer) } }
        }
        ownPath(&writer)
      }
      writer.key("components")
      writer.object { components(&$0, named) }
    }
    return writer.bytes
  }

  private func info(_ writer: inout JSONWriter) {
    writer.field("title", "Lianzhi")
    writer.field("version", "1")
    writer.field(
      "description",
      """
      Errors are problem details (RFC 9457) in the language of Accept-Language. Lists are pages: `next` and the header Link \
      lead on. An unsafe request may carry an Idempotency-Key: sent again with the same content it has one effect and gets \
      the same answer for 48 hours. A change of one resource needs If-Match with the ETag that was read.
      """)
  }

  /// In the order of the table.
  private static func paths(_ endpoints: [Endpoint]) -> [(path: String, operations: [OpenAPIOperation])] {
    var order: [String] = []
    var grouped: [String: [OpenAPIOperation]] = [:]
    for endpoint in endpoints {
      if grouped[endpoint.path] == nil { order.append(endpoint.path) }
      grouped[endpoint.path, default: []].append(OpenAPIOperation(endpoint: endpoint))
    }
    return order.map { ($0, grouped[$0] ?? []) }
  }

  static let path: String = "\(RouteTable.apiPrefix)/openapi.json"

  private func ownPath(_ writer: inout JSONWriter) {
    writer.key(dynamic: OpenAPIDocument.path)
    writer.object { writer in
      writer.key("get")
      writer.object { writer in
        writer.field("operationId", "openapi")
        writer.field("summary", "This document.")
        writer.key("security")
        writer.array { _ in }
        writer.key("responses")
        writer.object { writer in
          writer.key("200")
          writer.object { writer in
            writer.field("description", "The OpenAPI document.")
            writer.key("content")
            writer.object { writer in
              writer.key("application/json")
              writer.object { writer in
                writer.key("schema")
                writer.object { $0.field("type", "object") }
              }
            }
          }
          for status in [405, 500] { OpenAPIOperation.problem(status, &writer) }
        }
      }
    }
  }

  private func components(_ writer: inout JSONWriter, _ named: [String: Schema]) {
    writer.key("securitySchemes")
    writer.object { writer in
      writer.key("bearer")
      writer.object { writer in
        writer.field("type", "http")
        writer.field("scheme", "bearer")
        writer.field("description", "The token that sign-in gives.")
      }
    }
    writer.key("schemas")
    writer.object { writer in
      for (name, schema) in named.sorted(by: { $0.key < $1.key }) {
        writer.key(dynamic: name)
        schema.write(&writer)
      }
    }
    writer.key("responses")
    writer.object { writer in
      writer.key("Problem")
      writer.object { writer in
        writer.field("description", "What was wrong, and where.")
        writer.key("content")
        writer.object { writer in
          writer.key(dynamic: Problem.contentType)
          writer.object { writer in
            writer.key("schema")
            writer.object { $0.field("$ref", "#/components/schemas/Problem") }
          }
        }
      }
    }
  }
}
