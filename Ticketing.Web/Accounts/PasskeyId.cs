using System.Buffers.Text;

namespace Ticketing.Accounts;

/// <summary>How a passkey is named in a form.</summary>
internal static class PasskeyId
{
    public static string Of(byte[] credentialId) => Base64Url.EncodeToString(credentialId);
}
