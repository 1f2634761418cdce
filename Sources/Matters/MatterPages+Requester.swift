import Ground
import Markup

extension StaffPages {
  /// Who reported it, masked; a look in clear is a POST, because it leaves a trace.
  func requester(_ view: MatterView, _ tokens: () -> FormTokens, _ revealed: [Contact]?) -> Sheet {
    Sheet("requester", words("matter.requester")) {
      if let revealed { return "\(Notice(words("matter.requester.journalled")))\(people(revealed, view.matter, isClear: true))" }
      return people(view.contacts, view.matter, isClear: false) + revealForm(view, tokens)
    }
  }

  private func people(_ contacts: [Contact], _ matter: Matter, isClear: Bool) -> HTML {
    var facts: [(name: String, value: HTML)] = [(words("matter.number"), "\(number(matter.number))")]
    for contact in contacts {
      facts.append((words("matter.requester.name"), "\(name(contact, isClear: isClear))"))
      facts.append((words("matter.requester.phone"), phone(contact, isClear: isClear)))
    }
    let none: HTML = contacts.isEmpty ? "<p class=\"small quiet\">\(words("matter.requester.none"))</p>" : .empty
    return "\(Facts(facts, isSmall: true))\(none)"
  }

  /// Masked, the first character stays: 张**.
  private func name(_ contact: Contact, isClear: Bool) -> String {
    guard let name = contact.name else { return words("matter.requester.unsaid") }
    return isClear ? name : "\(name.prefix(1))**"
  }

  private func phone(_ contact: Contact, isClear: Bool) -> HTML {
    guard let phone = contact.phone else { return "\(words("matter.requester.unsaid"))" }
    return isClear ? "<a\(href: "tel:\(phone)")>\(phone)</a>" : "\(contact.maskedPhone ?? "")"
  }

  private func revealForm(_ view: MatterView, _ tokens: () -> FormTokens) -> HTML {
    guard view.mayReveal, !view.contacts.isEmpty else { return .empty }
    return Form.post(to: "\(path(view.matter.id))/contact-reveal", tokens(), look: .line) {
      "\(Button(words("matter.requester.reveal"), icon: .phone))<span class=\"small quiet no-print\">\(words("matter.requester.reveal.note"))</span>"
    }
  }
}
