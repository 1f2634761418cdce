import Ground
import Markup

/// A form for typing the code on the door by hand.
struct DoorCodeForm: Part {
  let words: Words
  var typed: String = ""
  var isWrong: Bool = false

  var html: HTML {
    """
    <form class="sheet form" method="get" action="/q">\
    \(Field(
      "code", label: words("intake.code"), help: words("intake.code.help"), error: isWrong ? words("intake.code.wrong", ["code": typed]) : nil,
      .line(typed, most: 40)))\
    \(Button(words("intake.code.go"), .primary, isFull: true))</form>
    """
  }
}
