using System.Globalization;
using MimeKit;
using Ticketing.Infrastructure.Configuration;

namespace Ticketing.Infrastructure.Notifications.Delivery;

/// <summary>
/// Writes <c>.eml</c> files into the storage folder, for a venue without a mail server. Writes are atomic; a repeat replaces its file.
/// </summary>
public sealed class PickupMailTransport(StorageFolder storage) : IMailTransport
{
    public const string Folder = "mail";
    private static readonly FormatOptions Format = new() { NewLineFormat = NewLineFormat.Dos };

    public async Task<DeliveryOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{mail.Id}.eml");
        var path = Path.Combine(storage.GetPath(Folder), name);
        try
        {
            await WriteAtomicallyAsync(mail.Message, path, ct);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new DeliveryOutcome.Unreachable(error.Message);
        }

        return new DeliveryOutcome.Accepted($"Written to {Folder}/{name}");
    }

    private static async Task WriteAtomicallyAsync(MimeMessage message, string path, CancellationToken ct)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var file = new FileStream(temporary, FileMode.CreateNew))
            {
                message.Prepare(EncodingConstraint.SevenBit);
                await message.WriteToAsync(Format, file, ct);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
