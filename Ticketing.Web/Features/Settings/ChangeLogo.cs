using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Ticketing.Features.Events.Posters;
using Ticketing.Infrastructure.Audit;
using Ticketing.Infrastructure.Configuration.Sections;
using Ticketing.Infrastructure.Data;
using Ticketing.Infrastructure.Documents;
using Ticketing.Infrastructure.Documents.Images;

namespace Ticketing.Features.Settings;

public abstract record LogoOutcome
{
    public sealed record Changed : LogoOutcome;

    public sealed record Refused(string Message) : LogoOutcome;
}

public sealed class ChangeLogo(
    TicketingDbContext db,
    SavedSettingsStore rows,
    ApplySettings apply,
    AuditTrail audit,
    PosterRenderer press,
    TimeProvider clock
)
{
    public const string Key = "Site:Logo";
    public const int MinEdge = 32;

    /// <summary>40 CSS pixels are 120 on a dense screen, and print needs more.</summary>
    private const int MaxWidth = 960;
    private const int MaxHeight = 320;

    public async Task<LogoOutcome> UploadAsync(byte[] file, CancellationToken ct)
    {
        if (file.Length > EditPoster.MaxBytes)
        {
            return new LogoOutcome.Refused(EditPoster.TooLargeText(file.Length));
        }

        return await press.RunExclusiveAsync(() => UploadedImage.Read(file, 2 * MaxWidth, MinEdge, Prepare), ct) switch
        {
            UploadResult<PreparedLogo>.Accepted { Value: var made } => await ChangeAsync("settings.logo-uploaded", made, ct),
            UploadResult<PreparedLogo>.Refused { Error: var error } => new LogoOutcome.Refused(error.ToText(T["logos"], MinEdge)),
            _ => throw new UnreachableException(),
        };
    }

    public Task<LogoOutcome> RemoveAsync(CancellationToken ct) => ChangeAsync("settings.logo-removed", null, ct);

    private static PreparedLogo Prepare(UploadedImage picture)
    {
        var drawn = picture.ToPng(MaxWidth, MaxHeight);
        var logo = new VenueLogo(
            PosterFile.CreateName([drawn.Png]),
            drawn.Width,
            drawn.Height,
            picture.IsHardToSeeOn(LightBackground),
            picture.IsHardToSeeOn(DarkBackground)
        );
        return new PreparedLogo(logo, drawn.Png);
    }

    private async Task<LogoOutcome> ChangeAsync(string action, PreparedLogo? prepared, CancellationToken ct)
    {
        await db.WriteAsync(() => StoreAsync(action, prepared, ct), ct);
        await apply.ApplyAsync();
        return new LogoOutcome.Changed();
    }

    private async Task StoreAsync(string action, PreparedLogo? prepared, CancellationToken ct)
    {
        var state = await rows.LockAsync(ct);
        var (before, after) = (state.Usable.GetValueOrDefault(Key, ""), prepared?.Logo.ToString() ?? "");
        if (before == after && state.Ignored.All(problem => problem.Key != Key))
        {
            return;
        }

        if (prepared is not null)
        {
            await StoreFileAsync(prepared, VenueLogo.Parse(before)?.Name, ct);
        }

        await rows.WriteAsync(new Dictionary<string, string?> { [Key] = prepared is null ? null : after }, ct);
        await audit.RecordAsync(action, nameof(SettingGroup.Venue), "Settings: Venue", new { Logo = before }, new { Logo = after }, ct);
    }

    /// <summary>Keeps the replaced logo, which open pages still request.</summary>
    private async Task StoreFileAsync(PreparedLogo prepared, string? replaced, CancellationToken ct)
    {
        var name = prepared.Logo.Name;
        var logos = db.Set<PosterFile>().Where(file => file.Size == PosterFile.Logo);
        await logos.Where(file => file.Name != name && file.Name != replaced).ExecuteDeleteAsync(ct);
        if (!await logos.AnyAsync(file => file.Name == name, ct))
        {
            db.Add(
                new PosterFile
                {
                    Name = name,
                    Size = PosterFile.Logo,
                    Bytes = prepared.Png,
                    UploadedAt = clock.GetUtcNow(),
                }
            );
        }
    }

    // Page backgrounds.
    private static readonly Colour LightBackground = Colour.Parse("#fbf8f3");
    private static readonly Colour DarkBackground = Colour.Parse("#131114");

    private sealed record PreparedLogo(VenueLogo Logo, byte[] Png);
}
