using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Features.Events.Posters;

/// <summary>
/// One size of an uploaded poster or logo. Stored in the database, so that every replica and backup has it and it is saved together with
/// the event; the storage folder is only a cache.
/// </summary>
public sealed class PosterFile
{
    /// <summary>Link preview, 1200 × 630.</summary>
    public const string Share = "share";

    public const string Logo = "logo";

    public const int NameLength = 32;

    /// <summary>In pixels: from cards on phones to event pages on high-density screens.</summary>
    public static IReadOnlyList<int> Widths { get; } = [400, 800, 1200];

    internal static IReadOnlyList<string> PosterSizes { get; } =
    [.. Widths.Select(width => width.ToString(CultureInfo.InvariantCulture)), Share];

    internal static IReadOnlyList<string> Sizes { get; } = [.. PosterSizes, Logo];

    /// <summary>Content hash, so a URL's content never changes. Events may share one.</summary>
    public required string Name { get; init; }

    /// <summary>Width in pixels ("400"), <see cref="Share"/> or <see cref="Logo"/>.</summary>
    public required string Size { get; init; }
    public required byte[] Bytes { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }

    /// <param name="pictures">Always in the same order.</param>
    public static string CreateName(IEnumerable<byte[]> pictures)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var picture in pictures)
        {
            hash.AppendData(picture);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..NameLength];
    }
}

internal sealed class PosterFileMapping : IEntityTypeConfiguration<PosterFile>
{
    public void Configure(EntityTypeBuilder<PosterFile> builder)
    {
        builder.ToTable("posters");
        builder.HasKey(p => new { p.Name, p.Size });
        builder.Property(p => p.Name).HasMaxLength(64);
        builder.Property(p => p.Size).HasMaxLength(8);
    }
}
