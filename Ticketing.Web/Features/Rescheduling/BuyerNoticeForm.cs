using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Features.Rescheduling;

/// <summary>As typed by staff.</summary>
public sealed record BuyerNoticeForm
{
    public const int MaxMessageLength = 1000;

    /// <summary>False saves the change without emailing anybody.</summary>
    public bool Tell { get; set; }

    /// <summary>Added to the email. May be empty.</summary>
    public string Message
    {
        get;
        set => field = InputText.MultiLine(value);
    } = "";

    /// <summary>Last day for refunds, like "2026-12-31", in the event's time zone. Empty if none is offered.</summary>
    public string RefundsUntil
    {
        get;
        set => field = InputText.SingleLine(value);
    } = "";

    public bool OffersRefunds => Tell && RefundsUntil.Length > 0;
}

/// <summary>Errors by field name.</summary>
public sealed class ParsedBuyerNotice
{
    private const int MaxDays = 365;
    private static readonly TimeOnly EndOfDay = new(23, 59);
    private readonly Dictionary<string, string> errors = [];

    /// <param name="after">The event after the change.</param>
    public ParsedBuyerNotice(BuyerNoticeForm form, Event after, DateTimeOffset now)
    {
        Message = form.Message;
        if (Message.Length > BuyerNoticeForm.MaxMessageLength)
        {
            errors[nameof(form.Message)] = T["At most {0} characters; these are {1}.", BuyerNoticeForm.MaxMessageLength, Message.Length];
        }

        if (form.RefundsUntil.Length > 0)
        {
            RefundsUntil = ParseDeadline(form.RefundsUntil, after, now);
        }
    }

    public IReadOnlyDictionary<string, string> Errors => errors;

    public string Message { get; }

    public DateTimeOffset? RefundsUntil { get; }

    private DateTimeOffset? ParseDeadline(string typed, Event after, DateTimeOffset now)
    {
        const string Field = nameof(BuyerNoticeForm.RefundsUntil);
        if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            errors[Field] = T["Enter the date like 2026-11-27."];
            return null;
        }

        var today = DateOnly.FromDateTime(EventTimes.ToLocal(after, now).DateTime);
        if (day < today || day > today.AddDays(MaxDays))
        {
            errors[Field] = T["Choose a day from today, within a year."];
            return null;
        }

        var deadline = LocalTimeConverter.ToInstant(day.ToDateTime(EndOfDay), after.TimeZone);
        if (after.Status == EventStatus.Postponed || deadline <= after.StartsAt)
        {
            return deadline;
        }

        // On the day of the show, refunds end when it starts.
        if (DateOnly.FromDateTime(after.LocalStart().DateTime) == day && after.StartsAt > now)
        {
            return after.StartsAt;
        }

        errors[Field] = T["Choose a day that is not after the show."];
        return null;
    }
}
