using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events;
using Ticketing.Features.Events.Inventory;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Data.Editing;
using Ticketing.Infrastructure.Localization;

namespace Ticketing.Features.Promotions.Editing;

/// <summary>Many codes that nobody can guess, with the same rules and each with limits of its own.</summary>
public sealed class AddCodeBatch(TicketingDbContext db, EventsWithCodes events, Pricing pricing, VenueClock clock, AuditTrail audit)
{
    public const int MaxCodes = 2000;
    private const int RandomLength = 8;

    /// <summary>Without letters and digits that look the same.</summary>
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Field of <see cref="ParseCount"/>.</summary>
    public const string CountField = "Count";

    /// <param name="eventId">Null for codes for all events.</param>
    /// <param name="form">Its code is the beginning of each. Without a limit, each is for one order.</param>
    /// <param name="count">As typed.</param>
    public async Task<EditOutcome> AddAsync(Guid? eventId, PromoCodeForm form, string count, CancellationToken ct)
    {
        var outcome = await db.WriteAsync(() => TryAddAsync(eventId, form, count, ct), result => result is EditOutcome.Saved, ct);
        events.Forget();
        return outcome;
    }

    private async Task<EditOutcome> TryAddAsync(Guid? eventId, PromoCodeForm form, string count, CancellationToken ct)
    {
        var @event = eventId is null
            ? null
            : await db.Set<Event>().AsNoTracking().Include(e => e.TicketTypes).FirstOrDefaultAsync(e => e.Id == eventId, ct);
        if (eventId is not null && @event is null)
        {
            return new EditOutcome.NotFound();
        }

        var zone = @event?.TimeZone ?? clock.ZoneName;
        var parsed = new ParsedPromoCodeForm(form, @event?.TicketTypes ?? [], null, zone, pricing.Currency);
        var number = ParseCount(count, parsed);
        if (form.Code.Length > PromoCode.MaxLength - RandomLength - 1)
        {
            parsed.Errors.TryAdd(nameof(form.Code), T["Too long: each code gets {0} more characters.", RandomLength + 1]);
        }

        return parsed.Errors.Count > 0 ? new EditOutcome.Refused(parsed.Errors) : await SaveAsync(@event, form, parsed, number, ct);
    }

    private static int ParseCount(string count, ParsedPromoCodeForm parsed)
    {
        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 2 or > MaxCodes)
        {
            parsed.Errors[CountField] = T["Enter a number from 2 to {0}, or leave it blank for a single code.", MaxCodes];
        }

        return number;
    }

    private async Task<EditOutcome> SaveAsync(
        Event? @event,
        PromoCodeForm form,
        ParsedPromoCodeForm parsed,
        int number,
        CancellationToken ct
    )
    {
        var (batch, prefix) = (Guid.CreateVersion7(), form.Code);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (names.Count < number)
        {
            names.Add($"{prefix}-{new string(RandomNumberGenerator.GetItems<char>(Letters, RandomLength))}");
        }

        var codes = names.Select(name => Create(@event, form with { Code = name }, parsed, batch)).ToList();
        db.AddRange(codes);
        await db.SaveChangesAsync(ct);
        await audit.RecordAsync(
            "promo-code.batch-created",
            batch,
            prefix,
            null,
            new { Codes = number, Values = PromoCodeAuditValues.From(codes[0], @event, pricing.Currency) },
            ct
        );
        return new EditOutcome.Saved(batch, Changed: true);
    }

    private PromoCode Create(Event? @event, PromoCodeForm form, ParsedPromoCodeForm parsed, Guid batch)
    {
        var code = new PromoCode
        {
            EventId = @event?.Id,
            Code = form.Code,
            Kind = parsed.Kind,
            Value = parsed.Value,
            BatchId = batch,
            CreatedAt = clock.Now,
        };
        EditPromoCode.Apply(form, parsed, code);
        code.MaxOrders ??= 1;
        return code;
    }
}
