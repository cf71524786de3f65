using Microsoft.EntityFrameworkCore;
using Ticketing.Audit;
using Ticketing.Data;
using Ticketing.Documents;
using Ticketing.Events.Posters;
using Ticketing.Settings;

namespace Ticketing.VenueSettings;

public abstract record LogoOutcome
{
    public sealed record Done : LogoOutcome;

    public sealed record Refused(string Message) : LogoOutcome;
}

public sealed class ChangeLogo(TicketingDbContext db, SavedRows rows, ApplySettings apply, AuditTrail audit, PosterPress press, TimeProvider clock)
{
    public const string Key = "Site:Logo";
    public const int LeastEdge = 32;

    /// <summary>40 CSS pixels are 120 on a dense screen, and print needs more.</summary>
    private const int MostWidth = 960;
    private const int MostHeight = 320;

    public async Task<LogoOutcome> UploadAsync(byte[] file, CancellationToken ct)
    {
        if (file.Length > PosterUploads.MostBytes)
        {
            return new LogoOutcome.Refused(PosterUploads.TooLarge(file.Length));
        }

        var (made, fault) = await press.InTurnAsync(() => Make(file), ct);
        return made is null
            ? new LogoOutcome.Refused(fault!.Value.InWords("logos", LeastEdge))
            : await ChangeAsync("settings.logo-uploaded", made, ct);
    }

    public Task<LogoOutcome> RemoveAsync(CancellationToken ct) => ChangeAsync("settings.logo-removed", null, ct);

    private static (MadeLogo? Made, UploadFault? Fault) Make(byte[] file)
    {
        var (read, fault) = Upload.Read(file, neededEdge: 2 * MostWidth, LeastEdge);
        using var picture = read;
        if (picture is null)
        {
            return (null, fault);
        }

        var drawn = picture.ToPng(MostWidth, MostHeight);
        var logo = new VenueLogo(PosterFile.NameOf([drawn.Png]), drawn.Width, drawn.Height, picture.IsLostOn(Paper), picture.IsLostOn(Night));
        return (new MadeLogo(logo, drawn.Png), null);
    }

    private async Task<LogoOutcome> ChangeAsync(string action, MadeLogo? made, CancellationToken ct)
    {
        await db.WriteAsync(() => StoreAsync(action, made, ct), ct);
        await apply.NowAsync();
        return new LogoOutcome.Done();
    }

    private async Task StoreAsync(string action, MadeLogo? made, CancellationToken ct)
    {
        var state = await rows.LockAsync(ct);
        var (before, after) = (state.Usable.GetValueOrDefault(Key, ""), made?.Logo.ToString() ?? "");
        if (before == after && state.Ignored.All(problem => problem.Key != Key))
        {
            return;
        }

        if (made is not null)
        {
            await KeepAsync(made, VenueLogo.Parse(before)?.Name, ct);
        }

        await rows.WriteAsync(new Dictionary<string, string?> { [Key] = made is null ? null : after }, ct);
        await audit.RecordAsync(action, nameof(SettingGroup.Venue), "Settings: Venue", new { Logo = before }, new { Logo = after }, ct);
    }

    /// <summary>Keeps the replaced logo, which open pages still request.</summary>
    private async Task KeepAsync(MadeLogo made, string? replaced, CancellationToken ct)
    {
        var name = made.Logo.Name;
        var logos = db.Set<PosterFile>().Where(file => file.Size == PosterFile.Logo);
        await logos.Where(file => file.Name != name && file.Name != replaced).ExecuteDeleteAsync(ct);
        if (!await logos.AnyAsync(file => file.Name == name, ct))
        {
            db.Add(new PosterFile { Name = name, Size = PosterFile.Logo, Bytes = made.Png, UploadedAt = clock.GetUtcNow() });
        }
    }

    // Page backgrounds.
    private static readonly Colour Paper = Colour.Of("#fbf8f3");
    private static readonly Colour Night = Colour.Of("#131114");

    private sealed record MadeLogo(VenueLogo Logo, byte[] Png);
}
