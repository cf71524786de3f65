using Ticketing.Api.Lists;
using Ticketing.Features.Events;
using Ticketing.Features.Rescheduling;

namespace Ticketing.Api.Events.Editing;

/// <summary>For the documentation.</summary>
internal static class PostponementExamples
{
    private static readonly EventDetailsResource Before = EditingExamples.Event;
    private static readonly DateTimeOffset NewStart = Before.StartsAt.AddDays(7);

    public static PostponeEventRequest Postpone { get; } =
        new()
        {
            TellBuyers = true,
            MessageToBuyers = "Nadia is ill. We are looking for a new date.",
            RefundsUntil = DateOnly.FromDateTime(Before.StartsAt.Date),
        };

    public static EventDetailsResource PostponedEvent => Before with { Status = EventStatus.Postponed };

    public static NewDateRequest NewDate { get; } =
        new()
        {
            StartsAt = NewStart,
            DoorsAt = NewStart.AddHours(-1),
            TellBuyers = true,
        };

    public static EventDetailsResource EventWithNewDate => Before with { StartsAt = NewStart, DoorsAt = NewDate.DoorsAt };

    public static ApiList<ScheduleChangeResource> Changes { get; } =
        new(
            [
                new ScheduleChangeResource
                {
                    Id = new Guid("019ac3f4-7f00-7c33-8a11-5d6e7f809122"),
                    Kind = ScheduleChangeKind.Postponed,
                    MadeBy = "API key Website",
                    MadeAt = Before.StartsAt.AddDays(-3),
                    Message = Postpone.MessageToBuyers,
                    RefundsUntil = Before.StartsAt,
                    OrderCount = 62,
                    WithoutEmailCount = 2,
                    EmailedCount = 60,
                    FailedCount = 0,
                    KeptCount = 58,
                    Before = new FormerScheduleResource
                    {
                        TimeZone = Before.TimeZone,
                        DoorsAt = Before.DoorsAt,
                        StartsAt = Before.StartsAt,
                        EndsAt = null,
                        Location = Before.Location,
                        Address = Before.Address,
                    },
                },
            ],
            null
        );
}
