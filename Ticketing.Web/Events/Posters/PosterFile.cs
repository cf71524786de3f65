using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Ticketing.Events.Posters;

/// <summary>
/// One size of an uploaded picture: an event's poster, or the venue's logo. It is kept in the database and not as a file alone: so every process that serves the venue has it, it is saved
/// with the event in one transaction, and a backup of the database is a backup of everything. Some hundred posters of 300 KB are little for either
/// database; the storage folder keeps copies, so that pages do not read them from there.
/// </summary>
public sealed class PosterFile
{
    /// <summary>The picture as other sites show it beside a link: 1200 × 630.</summary>
    public const string Share = "share";

    /// <summary>The venue's logo, which has one size.</summary>
    public const string Logo = "logo";

    public const int NameLength = 32;

    /// <summary>As the pages use posters: a card on a phone, a card on a fine screen or the event's page, the page on a fine screen.</summary>
    public static IReadOnlyList<int> Widths { get; } = [400, 800, 1200];

    internal static IReadOnlyList<string> PosterSizes { get; } = [.. Widths.Select(width => width.ToString(CultureInfo.InvariantCulture)), Share];

    internal static IReadOnlyList<string> Sizes { get; } = [.. PosterSizes, Logo];

    /// <summary>Made from the contents: what is served under it never changes. Several events may show the same one.</summary>
    public required string Name { get; init; }

    /// <summary>A poster's width in pixels ("400", "800"), <see cref="Share"/>, or <see cref="Logo"/>.</summary>
    public required string Size { get; init; }
    public required byte[] Bytes { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }

    /// <param name="pictures">All sizes, always in the same order.</param>
    public static string NameOf(IEnumerable<byte[]> pictures)
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
