using System.Globalization;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Catalog;
using Ticketing.Features.Orders;
using Ticketing.Infrastructure.Data.Editing;

namespace Ticketing.Features.Rescheduling;

/// <summary>A change that sold tickets do not show yet, and the orders that have them.</summary>
public sealed record ScheduleChangePlan(ScheduleChangeKind Kind, TicketFacts Before, Event After, IReadOnlyList<TicketOrder> Orders)
{
    private const int SuggestedDays = 14;

    public int WithoutEmail => Orders.Count(order => order.Email.Length == 0);

    public int ToTell => Orders.Count - WithoutEmail;

    /// <summary>Each once, however many orders they have.</summary>
    public int BuyersToTell => Orders.Where(o => o.Email.Length > 0).Select(o => Order.ToEmailKey(o.Email)).Distinct().Count();

    /// <summary>Each order without an address counts as one.</summary>
    public int Buyers => BuyersToTell + WithoutEmail;

    /// <summary>Their buyers may still pay.</summary>
    public bool AreTicketsHeld => After.Held > 0;

    /// <summary>The terms of sale promise an email if the event moves to another date.</summary>
    public bool MustTell => ToTell > 0 && IsDayMoved;

    /// <summary>The terms of sale let buyers ask for a refund if the event moves to another date.</summary>
    public bool IsRefundPromised => IsDayMoved && Orders.Any(order => order.HasRefundRight);

    private bool IsDayMoved => Kind != ScheduleChangeKind.Moved || Before.ToEvent("").LocalStart().Date != After.LocalStart().Date;

    /// <returns>As for <see cref="BuyerNoticeForm.RefundsUntil"/>: empty if the terms promise no refund, or the show has started.</returns>
    public string SuggestRefundsUntil(DateTimeOffset now)
    {
        var isDated = After.Status != EventStatus.Postponed;
        if (!IsRefundPromised || (isDated && After.StartsAt <= now))
        {
            return "";
        }

        var (today, start) = (DayOf(EventTimes.ToLocal(After, now)), DayOf(After.LocalStart()));
        var day = today.AddDays(SuggestedDays);
        if (isDated && day >= start)
        {
            day = start > today ? start.AddDays(-1) : start;
        }

        return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static DateOnly DayOf(DateTimeOffset local) => DateOnly.FromDateTime(local.DateTime);
}

/// <param name="Email">May be empty.</param>
/// <param name="HasRefundRight">Paid for, under the standard terms of sale.</param>
public sealed record TicketOrder(Guid Id, string Email, bool HasRefundRight);

/// <summary>Nothing was saved: staff must say whether buyers are told.</summary>
/// <param name="Errors">By field name of <see cref="BuyerNoticeForm"/>.</param>
public sealed record BuyersAffected(ScheduleChangePlan Plan, IReadOnlyDictionary<string, string> Errors) : EditOutcome;
