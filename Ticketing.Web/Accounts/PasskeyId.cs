using System.Buffers.Text;

namespace Ticketing.Accounts;

internal static class PasskeyId
{
    public static string Of(byte[] credentialId) => Base64Url.EncodeToString(credentialId);
}
