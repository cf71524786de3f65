using Ticketing.Tests.Support.Browsers;
using Xunit;

namespace Ticketing.Tests.Journeys;

/// <summary>Saves what a journey sees to the folder that <c>TICKETING_PICTURES</c> names, if any, so that people can look at it.</summary>
internal static class Pictures
{
    public static bool AreSaved => Folder is not null;

    private static string? Folder => Environment.GetEnvironmentVariable("TICKETING_PICTURES");

    /// <summary>1 for the first picture of a page that is named like this.</summary>
    public static int CountNext(string page, string how) =>
        Folder is { } folder ? Directory.CreateDirectory(folder).GetFiles($"{page}*{how}.png").Length + 1 : 1;

    public static async Task SavePictureAsync(this Visitor visitor, string name)
    {
        if (Folder is { } folder)
        {
            await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }

    public static async Task SaveAsync(string name, byte[] content)
    {
        if (Folder is { } folder)
        {
            await File.WriteAllBytesAsync(
                Path.Combine(Directory.CreateDirectory(folder).FullName, name),
                content,
                TestContext.Current.CancellationToken
            );
        }
    }
}
