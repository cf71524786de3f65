namespace Ticketing.Infrastructure.Data.Keys;

/// <summary>The secret of <see cref="KeyedHash"/>, encrypted by data protection.</summary>
public sealed class HashSecret
{
    public const string PersonalData = "personal-data";

    public required string Name { get; init; }
    public required byte[] ProtectedValue { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
