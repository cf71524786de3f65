using System.Buffers.Text;

namespace Ticketing.Features.Accounts.SecondFactor;

internal static class PasskeyId
{
    public static string Encode(byte[] credentialId) => Base64Url.EncodeToString(credentialId);
}
