using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Editing;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Documents.Images;
using Ticketing.Infrastructure.Primitives;
using Upload = Ticketing.Infrastructure.Documents.Images.UploadResult<System.Collections.Generic.IReadOnlyDictionary<string, byte[]>>;

namespace Ticketing.Features.Events.Posters;

public abstract record PosterOutcome
{
    public sealed record Saved : PosterOutcome;

    public sealed record Refused(string Message) : PosterOutcome;

    public sealed record NotFound : PosterOutcome;
}

public sealed class EditPoster(
    TicketingDbContext db,
    EventLoader loader,
    EventWebhooks webhooks,
    AuditTrail audit,
    PosterRenderer renderer,
    TimeProvider clock
)
{
    public const int MaxBytes = 8 * 1024 * 1024;
    public const int MaxAltLength = 300;

    public static IReadOnlyList<int> Widths => PosterFile.Widths;

    public async Task<PosterOutcome> UploadAsync(Guid eventId, byte[] file, string alt, CancellationToken ct)
    {
        var (sizes, problem) = await RenderAsync(file, ct);
        return sizes is null ? new PosterOutcome.Refused(problem!) : await AttachAsync(eventId, sizes, alt, ct);
    }

    /// <returns>Either all sizes or what is wrong with the file.</returns>
    public async Task<(IReadOnlyDictionary<string, byte[]>? Sizes, string? Problem)> RenderAsync(byte[] file, CancellationToken ct)
    {
        if (file.Length > MaxBytes)
        {
            return (null, TooLargeText(file.Length));
        }

        return await renderer.RenderAsync(file, ct) switch
        {
            Upload.Accepted { Value: var made } => (made, null),
            Upload.Refused { Error: var error } => (null, error.ToText(T["posters"], UploadedImage.MinEdge)),
            _ => throw new UnreachableException(),
        };
    }

    /// <param name="sizes">From <see cref="RenderAsync"/>.</param>
    public Task<PosterOutcome> AttachAsync(Guid eventId, IReadOnlyDictionary<string, byte[]> sizes, string alt, CancellationToken ct) =>
        ChangeAsync(eventId, "event.poster-uploaded", @event => StoreAsync(@event, sizes, alt, ct), ct);

    public Task<PosterOutcome> SetAltTextAsync(Guid eventId, string alt, CancellationToken ct) =>
        ChangeAsync(
            eventId,
            "event.poster-described",
            @event =>
            {
                @event.PosterAlt = TruncateAlt(alt);
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>The upload is kept until another replaces it.</summary>
    public Task<PosterOutcome> RemoveAsync(Guid eventId, CancellationToken ct) =>
        ChangeAsync(
            eventId,
            "event.poster-removed",
            @event =>
            {
                (@event.Poster, @event.RemovedPoster) = (null, @event.Poster ?? @event.RemovedPoster);
                return Task.CompletedTask;
            },
            ct
        );

    public Task<PosterOutcome> RestoreAsync(Guid eventId, CancellationToken ct) =>
        ChangeAsync(
            eventId,
            "event.poster-restored",
            @event =>
            {
                (@event.Poster, @event.RemovedPoster) = (@event.RemovedPoster ?? @event.Poster, null);
                return Task.CompletedTask;
            },
            ct
        );

    public static string TooLargeText(long bytes) =>
        T["The file has {0:0.0} MB; at most {1} MB can be taken.", bytes / 1024m / 1024m, MaxBytes / 1024 / 1024];

    private Task<PosterOutcome> ChangeAsync(Guid eventId, string action, Func<Event, Task> change, CancellationToken ct) =>
        db.WriteAsync<PosterOutcome>(
            async () =>
            {
                if (await loader.LoadLockedAsync(eventId, ct) is not { } @event)
                {
                    return new PosterOutcome.NotFound();
                }

                var before = new { @event.Poster, @event.PosterAlt };
                await change(@event);
                if (db.Entry(@event).State != EntityState.Unchanged)
                {
                    @event.IncrementVersion();
                    await db.SaveChangesAsync(ct);
                    await audit.RecordAsync(action, @event.Id, @event.Title, before, new { @event.Poster, @event.PosterAlt }, ct);
                    await webhooks.QueueChangedAsync(@event, ct);
                }

                return new PosterOutcome.Saved();
            },
            ct: ct
        );

    private async Task StoreAsync(Event @event, IReadOnlyDictionary<string, byte[]> made, string alt, CancellationToken ct)
    {
        var name = PosterFile.CreateName(PosterFile.PosterSizes.Select(size => made[size]));
        string?[] replaced = [@event.Poster, @event.RemovedPoster];
        if (!await db.Set<PosterFile>().AnyAsync(p => p.Name == name, ct))
        {
            db.AddRange(
                made.Select(file => new PosterFile
                {
                    Name = name,
                    Size = file.Key,
                    Bytes = file.Value,
                    UploadedAt = clock.GetUtcNow(),
                })
            );
        }

        (@event.Poster, @event.RemovedPoster) = (name, null);
        @event.PosterAlt = TruncateAlt(alt);
        foreach (var old in replaced.OfType<string>().Where(old => old != name))
        {
            await DeleteUnusedAsync(old, @event.Id, ct);
        }
    }

    private async Task DeleteUnusedAsync(string name, Guid exceptEventId, CancellationToken ct)
    {
        if (!await db.Set<Event>().AnyAsync(e => e.Id != exceptEventId && (e.Poster == name || e.RemovedPoster == name), ct))
        {
            await db.Set<PosterFile>().Where(p => p.Name == name).ExecuteDeleteAsync(ct);
        }
    }

    private static string TruncateAlt(string alt)
    {
        var line = InputText.SingleLine(alt);
        return line[..Math.Min(line.Length, MaxAltLength)];
    }
}
