using System.Net;
using Ticketing.Infrastructure.Configuration.Sections;

namespace Ticketing.Features.Backups.Targets.WebDav;

/// <summary>A folder on a WebDAV server, such as Nextcloud. Copies are uploaded under another name and moved.</summary>
public sealed class WebDavTarget : IBackupTarget, IDisposable
{
    private static readonly HttpMethod CreateFolder = new("MKCOL");
    private static readonly HttpMethod Move = new("MOVE");
    private static readonly HttpMethod List = new("PROPFIND");

    private readonly WebDavClient client;
    private readonly TimeProvider clock;

    public WebDavTarget(BackupWebDavOptions options, TimeProvider clock)
        : this(options, clock, TransferTimeouts.Default) { }

    internal WebDavTarget(BackupWebDavOptions options, TimeProvider clock, TransferTimeouts timeouts)
    {
        ArgumentNullException.ThrowIfNull(options);
        client = new WebDavClient(options, timeouts);
        this.clock = clock;
    }

    public string Description => client.Description;

    public bool IsOutsideMachine => true;

    public async Task<IReadOnlyList<StoredBackup>> ListAsync(CancellationToken ct) =>
        // Created by the first backup.
        await FindFilesAsync(ct) is { } files
            ? [.. files.Where(file => BackupName.IsValid(file.Name))]
            : [];

    public async Task SaveAsync(string name, string path, IProgress<long>? copied, CancellationToken ct)
    {
        BackupName.Require(name);
        await PrepareAsync(name, ct);
        var part = BackupName.CreatePart(name);
        try
        {
            await client.UploadAsync(part, path, copied, ct);
            await PublishAsync(part, name, ct);
        }
        catch
        {
            await TryDeleteAsync(part);
            throw;
        }
    }

    public async Task FetchAsync(string name, string path, CancellationToken ct)
    {
        BackupName.Require(name);
        await client.DownloadAsync(name, path, ct);
    }

    public async Task DeleteAsync(string name, CancellationToken ct)
    {
        BackupName.Require(name);
        using var request = client.CreateRequest(HttpMethod.Delete, name);
        using var response = await client.SendAsync(request, ct, HttpStatusCode.NotFound);
    }

    public void Dispose() => client.Dispose();

    /// <returns>Incomplete copies among them; null if the folder does not exist.</returns>
    private async Task<IReadOnlyList<StoredBackup>?> FindFilesAsync(CancellationToken ct)
    {
        using var request = client.CreateRequest(List, "");
        request.Headers.Add("Depth", "1");
        request.Content = WebDavListing.CreateQuery();
        using var response = await client.SendAsync(request, ct, HttpStatusCode.NotFound);
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound => null,
            HttpStatusCode.MultiStatus => WebDavListing.Parse(await response.Content.ReadAsStreamAsync(ct), client.Folder)
                ?? throw new BackupTargetException($"The answer from {Description} cannot be read.", null),
            _ => throw new BackupTargetException($"There is no WebDAV server at {Description}.", null),
        };
    }

    private async Task PrepareAsync(string name, CancellationToken ct)
    {
        if (await FindFilesAsync(ct) is not { } files)
        {
            await CreateFolderAsync(ct);
            return;
        }

        if (files.Any(file => file.Name == name))
        {
            throw TransferErrors.AlreadyExists(name, Description);
        }

        var abandonedAt = clock.GetUtcNow() - TransferTimeouts.AbandonedAfter;
        foreach (var file in files.Where(file => BackupName.IsPart(file.Name) && file.StoredAt < abandonedAt))
        {
            await TryDeleteAsync(file.Name);
        }
    }

    private async Task CreateFolderAsync(CancellationToken ct)
    {
        using var request = client.CreateRequest(CreateFolder, "");
        // Not allowed: another process created it.
        using var response = await client.SendAsync(request, ct, HttpStatusCode.MethodNotAllowed);
    }

    /// <summary>The server refuses if there is a file of this name.</summary>
    private async Task PublishAsync(string part, string name, CancellationToken ct)
    {
        using var request = client.CreateRequest(Move, part);
        request.Headers.Add("Destination", client.GetAddress(name).AbsoluteUri);
        request.Headers.Add("Overwrite", "F");
        using var response = await client.SendAsync(request, ct, HttpStatusCode.PreconditionFailed);
        if (response.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            throw TransferErrors.AlreadyExists(name, Description);
        }
    }

    private async Task TryDeleteAsync(string part)
    {
        try
        {
            using var request = client.CreateRequest(HttpMethod.Delete, part);
            using var response = await client.SendAsync(request, CancellationToken.None, HttpStatusCode.NotFound);
        }
        catch (BackupTargetException)
        {
            // Deleted by a later backup.
        }
    }
}
