using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Promotions;

namespace Ticketing.Pages.Events;

public static class CodeRefusalText
{
    public static string Describe(CodeRefusal reason, Event @event, DateTimeOffset now) =>
        reason switch
        {
            CodeRefusal.TooManyGuesses => T["Too many wrong codes. Try again in 10 minutes."],
            CodeRefusal.NotYet yet => T["You can use this code from {0}.", @event.DayAndTime(yet.From, now)],
            CodeRefusal.Ended => T["This code has expired."],
            CodeRefusal.UsedUp => T["This code has been used up."],
            CodeRefusal.FewLeft few => T.Plural(
                few.Left,
                "This code can be used for 1 more ticket.",
                "This code can be used for {0} more tickets."
            ),
            CodeRefusal.BudgetTooSmall => T["This code can’t be used for that many tickets any more. Choose fewer."],
            CodeRefusal.AbovePerOrder above => T.Plural(
                above.Max,
                "This code can be used for 1 ticket per order.",
                "This code can be used for {0} tickets per order."
            ),
            CodeRefusal.OtherTickets => T["This code is for other tickets."],
            CodeRefusal.BelowMinimum => T["With this code, your order is too small to be paid online. Add another ticket."],
            CodeRefusal.Changed => T["This code has just changed. Check the prices and try again."],
            _ => T["We don’t know this code. Check the spelling."],
        };
}
