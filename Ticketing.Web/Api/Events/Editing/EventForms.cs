using System.Globalization;
using Ticketing.Api.Json;
using Ticketing.Api.Problems;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Editing;
using Ticketing.Features.Rescheduling;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Localization;
using Ticketing.Infrastructure.Primitives;

namespace Ticketing.Api.Events.Editing;

/// <summary>Turns requests into the forms that staff fill in, so that the same rules apply.</summary>
internal sealed class EventForms
{
    public const string WholeMinute = "Name a whole minute, with 00 seconds.";

    /// <summary>Fields of forms that have another name here.</summary>
    private static readonly Dictionary<string, string> Names = new()
    {
        [nameof(EventForm.Zone)] = "timeZone",
        [nameof(EventForm.Starts)] = "startsAt",
        [nameof(EventForm.Doors)] = "doorsAt",
        [nameof(EventForm.Ends)] = "endsAt",
        [nameof(EventForm.MaxFreeTickets)] = "maxFreeTicketsPerPerson",
        [nameof(TicketTypeForm.Price)] = "faceValue",
        [nameof(TicketTypeForm.SalesStart)] = "salesStartAt",
        [nameof(TicketTypeForm.SalesEnd)] = "salesEndAt",
        [nameof(TicketTypeForm.FollowedBy)] = "followedById",
        [nameof(BuyerNoticeForm.Tell)] = BuyerNotices.TellBuyers,
        [nameof(BuyerNoticeForm.Message)] = BuyerNotices.MessageToBuyers,
    };

    private readonly List<FieldError> errors = [];

    /// <summary>Values that no form can express.</summary>
    public IReadOnlyList<FieldError> Errors => errors;

    public EventForm Read(EventRequest request) =>
        new()
        {
            Title = request.Title,
            Slug = request.Slug,
            Kind = request.Kind,
            Summary = request.Summary,
            Description = request.Description,
            Location = request.Location,
            Address = request.Address,
            Zone = request.TimeZone,
            Starts = ToInput("startsAt", request.StartsAt, request.TimeZone),
            Doors = ToInput("doorsAt", request.DoorsAt, request.TimeZone),
            Ends = ToInput("endsAt", request.EndsAt, request.TimeZone),
            Capacity = ToText(request.Capacity),
            MaxFreeTickets = ToText(request.MaxFreeTicketsPerPerson),
            ConfirmFree = request.ConfirmFreeByEmail switch
            {
                true => "true",
                false => "false",
                null => "",
            },
            MinimumAge = ToText(request.MinimumAge),
            RunningMinutes = ToText(request.RunningMinutes),
            LineUp = string.Join('\n', request.LineUp.Select(ToLine)),
            AccessInfo = request.AccessInfo,
            RefundRule = request.RefundRule,
        };

    /// <returns>Null if the request does not say whether buyers are told.</returns>
    public static BuyerNoticeForm? ReadNotice(EventRequest request) =>
        request.TellBuyers is { } tell ? BuyerNotices.Read(tell, request.MessageToBuyers, request.RefundsUntil) : null;

    /// <summary>Only the times are another.</summary>
    public EventForm Read(NewDateRequest request, Event @event)
    {
        var form = EventForm.From(@event);
        form.Starts = ToInput("startsAt", request.StartsAt, @event.TimeZone);
        form.Doors = ToInput("doorsAt", request.DoorsAt, @event.TimeZone);
        form.Ends = ToInput("endsAt", request.EndsAt, @event.TimeZone);
        return form;
    }

    /// <param name="unchanged">Null for a new one.</param>
    public TicketTypeForm Read(TicketTypeRequest request, TicketType? unchanged, string zone, string currency)
    {
        if (request.FaceValue.Currency != currency)
        {
            errors.Add(new FieldError("faceValue.currency", $"This venue sells in {currency}."));
        }

        return new TicketTypeForm
        {
            Category = request.Category,
            Note = request.Note,
            Price = new Money(request.FaceValue.Amount, currency).ToDecimalString(),
            Capacity = ToText(request.Capacity),
            MinPerOrder = ToText(request.MinPerOrder),
            MaxPerOrder = ToText(request.MaxPerOrder),
            SalesStart = ToInput("salesStartAt", request.SalesStartAt, zone),
            SalesEnd = ToInput("salesEndAt", request.SalesEndAt, zone),
            FollowedBy = request.FollowedById?.ToString() ?? "",
            IsHidden = request.IsHidden ?? unchanged?.IsHidden ?? false,
        };
    }

    /// <param name="outcome">Anything but <see cref="EditOutcome.Saved"/>.</param>
    public static ProblemResult Refuse(EditOutcome outcome) =>
        outcome switch
        {
            EditOutcome.Refused refused => ProblemResult.Invalid([
                .. refused.Errors.Select(error => new FieldError(GetName(error.Key), error.Value)),
            ]),
            BuyersAffected { Errors.Count: 0, Plan: var plan } => ProblemResult.Invalid(
                BuyerNotices.TellBuyers,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Sold tickets would say another time or place. Say if their buyers are emailed (orders: {plan.Orders.Count})."
                )
            ),
            BuyersAffected affected => ProblemResult.Invalid([
                .. affected.Errors.Select(error => new FieldError(GetName(error.Key), error.Value)),
            ]),
            EditOutcome.Conflict => ProblemResult.Create(ProblemType.PreconditionFailed),
            _ => ProblemResult.Create(ProblemType.NotFound),
        };

    private static string GetName(string field) => Names.GetValueOrDefault(field) ?? char.ToLowerInvariant(field[0]) + field[1..];

    private static string ToText(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    // Forms have one act per line.
    private string ToLine(ActResource? act, int index)
    {
        var line = act?.Time is { } time ? $"{time} {act.Name}" : act?.Name ?? "";
        if (Act.ReadAll(line) is not [var read] || (read.Name, read.TimeText) != (act?.Name, act?.Time))
        {
            errors.Add(new FieldError($"lineUp[{index}]", "Give the name on one line, without a time, and the time like 20:15 or null."));
        }

        return line;
    }

    public LocalTimeInput ReadTime(string field, DateTimeOffset? instant, string zone) => ToInput(field, instant, zone);

    /// <returns>Empty if there is none.</returns>
    public string ReadAmount(string field, ApiMoney? money, string currency)
    {
        if (money is not null && money.Currency != currency)
        {
            errors.Add(new FieldError($"{field}.currency", $"This venue sells in {currency}."));
        }

        return money is null ? "" : new Money(money.Amount, currency).ToDecimalString();
    }

    // Forms have local times without seconds. An unknown zone is refused with the form.
    private LocalTimeInput ToInput(string field, DateTimeOffset? instant, string zone)
    {
        if (instant is not { } at || !TimeZones.IsKnown(zone))
        {
            return new LocalTimeInput();
        }

        if (at.UtcTicks % TimeSpan.TicksPerMinute != 0)
        {
            errors.Add(new FieldError(field, WholeMinute));
        }
        else if (at.UtcDateTime.Year is < LocalTimeConverter.MinYear or > LocalTimeConverter.MaxYear)
        {
            errors.Add(new FieldError(field, $"The year must be between {LocalTimeConverter.MinYear} and {LocalTimeConverter.MaxYear}."));
        }
        else
        {
            return LocalTimeConverter.ToInput(at, zone);
        }

        return new LocalTimeInput();
    }
}
