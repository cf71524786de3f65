using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Documents;
using Ticketing.Events.Editing;

namespace Ticketing.Events.Posters;

public abstract record PosterOutcome
{
    public sealed record Hung : PosterOutcome;

    public sealed record Refused(string Message) : PosterOutcome;

    public sealed record Gone : PosterOutcome;
}

public sealed class PosterUploads(TicketingDbContext db, EventRows rows, AuditTrail audit, PosterPress press, TimeProvider clock)
{
    public const int MostBytes = 8 * 1024 * 1024;
    public const int MostAlt = 300;

    public static IReadOnlyList<int> Widths => PosterFile.Widths;

    public async Task<PosterOutcome> HangAsync(Guid eventId, byte[] file, string alt, CancellationToken ct)
    {
        if (file.Length > MostBytes)
        {
            return new PosterOutcome.Refused(TooLarge(file.Length));
        }

        var (made, fault) = await press.MakeAsync(file, ct);
        return made is null
            ? new PosterOutcome.Refused(fault!.Value.InWords("posters", Upload.LeastEdge))
            : await ChangeAsync(eventId, "event.poster-uploaded", @event => StoreAsync(@event, made, alt, ct), ct);
    }

    public Task<PosterOutcome> DescribeAsync(Guid eventId, string alt, CancellationToken ct) => ChangeAsync(eventId, "event.poster-described", @event =>
    {
        @event.PosterAlt = AltOf(alt);
        return Task.CompletedTask;
    }, ct);

    /// <summary>The upload is kept until another replaces it.</summary>
    public Task<PosterOutcome> TakeDownAsync(Guid eventId, CancellationToken ct) => ChangeAsync(eventId, "event.poster-removed", @event =>
    {
        @event.TakePosterDown();
        return Task.CompletedTask;
    }, ct);

    public Task<PosterOutcome> PutBackAsync(Guid eventId, CancellationToken ct) => ChangeAsync(eventId, "event.poster-restored", @event =>
    {
        @event.PutPosterBack();
        return Task.CompletedTask;
    }, ct);

    public static string TooLarge(long bytes) => string.Create(
        CultureInfo.InvariantCulture, $"The file has {bytes / 1024m / 1024m:0.0} MB; at most {MostBytes / 1024 / 1024} MB can be taken.");

    private Task<PosterOutcome> ChangeAsync(Guid eventId, string action, Func<Event, Task> change, CancellationToken ct) => db.WriteAsync<PosterOutcome>(
        async () =>
        {
            if (await rows.LockAsync(eventId, ct) is not { } @event)
            {
                return new PosterOutcome.Gone();
            }

            var before = new { @event.Poster, @event.PosterAlt };
            await change(@event);
            if (db.Entry(@event).State != EntityState.Unchanged)
            {
                @event.RaiseVersion();
                await db.SaveChangesAsync(ct);
                await audit.RecordAsync(action, @event.Id, @event.Title, before, new { @event.Poster, @event.PosterAlt }, ct);
            }

            return new PosterOutcome.Hung();
        },
        ct: ct);

    private async Task StoreAsync(Event @event, IReadOnlyDictionary<string, byte[]> made, string alt, CancellationToken ct)
    {
        var name = PosterFile.NameOf(PosterFile.PosterSizes.Select(size => made[size]));
        string?[] replaced = [@event.Poster, @event.RemovedPoster];
        if (!await db.Set<PosterFile>().AnyAsync(p => p.Name == name, ct))
        {
            db.AddRange(made.Select(file => new PosterFile { Name = name, Size = file.Key, Bytes = file.Value, UploadedAt = clock.GetUtcNow() }));
        }

        @event.HangPoster(name);
        @event.PosterAlt = AltOf(alt);
        foreach (var old in replaced.OfType<string>().Where(old => old != name))
        {
            await ForgetAsync(old, @event.Id, ct);
        }
    }

    private async Task ForgetAsync(string name, Guid butFor, CancellationToken ct)
    {
        if (!await db.Set<Event>().AnyAsync(e => e.Id != butFor && (e.Poster == name || e.RemovedPoster == name), ct))
        {
            await db.Set<PosterFile>().Where(p => p.Name == name).ExecuteDeleteAsync(ct);
        }
    }

    private static string AltOf(string alt)
    {
        var line = TypedText.Line(alt);
        return line[..Math.Min(line.Length, MostAlt)];
    }
}
