using System.Net;

namespace Ticketing.Features.Backups.Targets.WebDav;

internal static class WebDavErrors
{
    public static BackupTargetException Describe(HttpStatusCode status, string target) =>
        new(
            status switch
            {
                HttpStatusCode.Unauthorized => $"The user name or password was refused by {target}.",
                HttpStatusCode.Forbidden => $"The user may not do this in {target}: it needs to list, write, rename and delete files.",
                HttpStatusCode.NotFound or HttpStatusCode.Conflict =>
                    $"A folder above {target} is missing: check the address (Backup:WebDav:Url).",
                HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotImplemented => $"There is no WebDAV server at {target}.",
                HttpStatusCode.RequestEntityTooLarge => $"The backup is too large for {target}.",
                HttpStatusCode.InsufficientStorage => $"There is no space left in {target}.",
                HttpStatusCode.Locked => $"A file in {target} is locked by another program.",
                >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest =>
                    $"The server of {target} redirects to another address: check the address (Backup:WebDav:Url).",
                _ => $"The server of {target} answered with error {(int)status}.",
            },
            null
        );
}
