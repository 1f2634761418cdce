import Ground

/// One operation of the OpenAPI document.
struct OpenAPIOperation {
  let endpoint: Endpoint

  private var route: Route { endpoint.route }
  private var isUnsafe: Bool { !route.method.isSafe }

  func write(_ writer: inout JSONWriter) {
    writer.key(dynamic: route.method.rawValue.lowercased())
    writer.object { writer in
      writer.field("operationId", route.name)
      writer.field("summary", route.summary)
      writer.key("tags")
      writer.array(each: [route.path.split(separator: "/").first.map(String.init) ?? "home"]) { $0.string($1) }
      writer.key("security")
      writer.array(security)
      writer.key("parameters")
      writer.array(parameters)
      if !route.body.isEmpty { requestBody(&writer) }
      writer.key("responses")
      writer.object(responses)
    }
  }

  private func security(_ writer: inout JSONWriter) {
    if case .everyone = route.access { return }
    writer.object { writer in
      writer.key("bearer")
      writer.array { _ in }
    }
  }

  private func parameters(_ writer: inout JSONWriter) {
    for rule in endpoint.pathCheck.rules { parameter(rule.shape, in: "path", &writer) }
    for rule in endpoint.queryCheck.rules { parameter(rule.shape, in: "query", &writer) }
    guard isUnsafe else { return }
    let key = FieldShape("Idempotency-Key", .text(max: 200, pattern: "^[!-~]{1,200}$"), about: "Sent again, the request has one effect.")
    parameter(key, in: "header", &writer)
    guard route.isConditional else { return }
    let match = FieldShape("If-Match", .text(max: 40, pattern: EntityTag.pattern), required: true, about: "The ETag of what was read.")
    parameter(match, in: "header", &writer)
  }

  private func parameter(_ shape: FieldShape, in place: String, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("name", shape.name)
      writer.field("in", place)
      writer.field("required", shape.required)
      if !shape.about.isEmpty { writer.field("description", shape.about) }
      writer.key("schema")
      shape.write(&writer)
    }
  }

  private func requestBody(_ writer: inout JSONWriter) {
    let hasFiles = !endpoint.fileLimits.isEmpty
    writer.key("requestBody")
    writer.object { writer in
      writer.field("required", route.body.contains { $0.required })
      writer.key("content")
      writer.object { writer in
        content("application/json", route.body.filter { !$0.isFiles }, &writer)
        if hasFiles { content("multipart/form-data", route.body, &writer) }
      }
    }
  }

  private func content(_ type: String, _ shapes: [FieldShape], _ writer: inout JSONWriter) {
    writer.key(dynamic: type)
    writer.object { writer in
      writer.key("schema")
      writer.object { writer in
        writer.field("type", "object")
        writer.key("properties")
        writer.object { writer in
          for shape in shapes {
            writer.key(dynamic: shape.name)
            shape.write(&writer)
          }
        }
        let required = shapes.filter(\.required).map(\.name)
        if !required.isEmpty {
          writer.key("required")
          writer.array(each: required) { $0.string($1) }
        }
        writer.field("additionalProperties", false)
      }
    }
  }

  private func responses(_ writer: inout JSONWriter) {
    writer.key(dynamic: String(route.status))
    writer.object(success)
    if !isUnsafe, !route.isList {
      writer.key("304")
      writer.object { $0.field("description", "Unchanged since the ETag of If-None-Match.") }
    }
    for status in statuses { OpenAPIOperation.problem(status, &writer) }
  }

  /// Every status that may come besides success. 401 also where no sign-in is needed: a bearer token must be a good one.
  private var statuses: [Int] {
    let always = [400, 401, 403, 404, 405, 406, 409, 422, 429, 500, 503, 507]
    let unsafe = [412, 413, 415, 428]
    return (isUnsafe ? always + unsafe : always).sorted()
  }

  static func problem(_ status: Int, _ writer: inout JSONWriter) {
    writer.key(dynamic: String(status))
    writer.object { $0.field("$ref", "#/components/responses/Problem") }
  }

  private func success(_ writer: inout JSONWriter) {
    writer.field("description", "Done.")
    if route.isList || (!isUnsafe && route.gives != nil) || route.isConditional { headers(&writer) }
    guard route.status != 204, route.status != 303 else { return }
    writer.key("content")
    writer.object { writer in
      writer.key(dynamic: route.mediaType)
      writer.object { writer in
        writer.key("schema")
        (route.isList ? list : route.gives ?? .any).write(&writer)
      }
    }
  }

  private var list: Schema {
    .object([Schema.Property("items", .array(route.gives ?? .any)), Schema.Property("next", .nullable(.string))])
  }

  private func headers(_ writer: inout JSONWriter) {
    writer.key("headers")
    writer.object { writer in
      writer.key(dynamic: route.isList ? "Link" : "ETag")
      writer.object { writer in
        writer.field("description", route.isList ? "The next page (RFC 8288), rel=\"next\"." : "The version, for If-Match and If-None-Match.")
        writer.field("required", false)
        writer.key("schema")
        writer.object { $0.field("type", "string") }
      }
    }
  }
}
