using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using LogisticsScreening.Server.Access;
using LogisticsScreening.Server.Database;
using LogisticsScreening.Server.PersonalData;
using LogisticsScreening.Server.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LogisticsScreening.Server.Registry;

/// <summary>Whether couriers take a picture of the document (LS_COUNTER_PHOTO). Off unless the operator wants it: the law asks to check and register a document, not to picture it.</summary>
internal sealed record CounterRules(bool Photo);

internal sealed record PhotoRequest(string Reason);

/// <summary>The picture of a document that was shown at the counter: taken once, encrypted, and seen by compliance alone, for a reason.</summary>
internal sealed class CounterPhoto(SqlDatabase database, FieldCipher cipher, CounterRules rules, TimeProvider clock)
{
    /// <summary>Bytes; a phone's picture of 12 megapixels has about 4 million.</summary>
    public const int Largest = 5_000_000;

    private const string Purpose = "registration_photos.photo";
    private const int ShortestReason = 4;
    private const int LongestReason = 500;
    private const string Jpeg = "image/jpeg";

    private static readonly byte[] JpegStart = [0xFF, 0xD8, 0xFF];

    public static readonly EncryptedTable Encrypted = new("registration_photos", "client_id", new EncryptedColumn("photo_cipher", Purpose));

    /// <summary>PUT /api/registrations/counter/{clientId}/photo: by whoever registered under that id. The same picture again is the same.</summary>
    public static async Task<Results<NoContent, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> PutAsync(
        Guid clientId, HttpRequest request, CounterPhoto photos, CurrentUser user, CancellationToken ct)
    {
        if (!photos.IsOn)
            return Problems.Refused(StatusCodes.Status403Forbidden, "本企业不拍摄证件。", "This company takes no pictures of documents.");
        if (request.ContentType != Jpeg)
            return Problems.Refused(StatusCodes.Status415UnsupportedMediaType, "请发送 image/jpeg。", "Send image/jpeg.");
        if (request.ContentLength is null or > Largest)
            return Problems.Refused(StatusCodes.Status413PayloadTooLarge, $"照片不得超过{Largest / 1_000_000} MB。", $"A picture has at most {Largest / 1_000_000} MB.");
        var picture = new byte[(int)request.ContentLength];
        await request.Body.ReadExactlyAsync(picture, ct);
        if (!picture.AsSpan().StartsWith(JpegStart))
            return Problems.Invalid("$", "is no JPEG picture");
        return await photos.StoreAsync(clientId, picture, user, ct);
    }

    /// <summary>POST /api/registrations/{id}/photo {reason}: the latest picture taken at a registration of this document.</summary>
    public static async Task<Results<FileContentHttpResult, NotFound, ProblemHttpResult>> RevealAsync(
        Guid id, PhotoRequest request, HttpResponse response, CounterPhoto photos, Audit audit, CurrentUser user, CancellationToken ct)
    {
        if (request.Reason.Trim() is not { Length: >= ShortestReason and <= LongestReason } reason)
            return Problems.Invalid("reason", $"must have {ShortestReason} to {LongestReason} characters");
        if (await photos.FindAsync(id, ct) is not { } picture)
            return TypedResults.NotFound();
        // Written before anything is shown: what cannot be logged is not revealed.
        await audit.WriteAsync(audit.Entry(AuditActions.DocumentPhotoRead, user) with { SubjectKind = "registration", Subject = id.ToString(), Detail = reason }, ct);
        response.Headers.CacheControl = "no-store";
        return TypedResults.File(picture, Jpeg);
    }

    private bool IsOn => rules.Photo;

    private async Task<Results<NoContent, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>> StoreAsync(Guid clientId, byte[] picture, CurrentUser user, CancellationToken ct)
    {
        var row = new { ClientId = clientId, Hash = SHA256.HashData(picture), Now = clock.GetUtcNow(), Cipher = cipher.EncryptBytes(picture, Purpose), user.UserId };
        return await database.WriteAsync<Results<NoContent, NotFound, Conflict<ProblemDetails>, ProblemHttpResult>>(
            (connection, transaction) =>
            {
                if (connection.QuerySingleOrDefault<byte[]>("SELECT photo_hash FROM registration_photos WHERE client_id = @ClientId", row, transaction) is { } known)
                    return known.AsSpan().SequenceEqual(row.Hash) ? TypedResults.NoContent() : Problems.Conflict("此次登记已有另一张照片。", "This registration has another picture already.");
                var stored = connection.Execute(
                    """
                    INSERT INTO registration_photos (client_id, registration_id, photo_hash, taken_at, photo_cipher)
                    SELECT c.client_id, r.id, @Hash, @Now, @Cipher
                    FROM counter_registrations c
                    JOIN registrations r ON r.id = c.registration_id
                    WHERE c.client_id = @ClientId AND c.user_id = @UserId AND c.refused = 0
                    """,
                    row,
                    transaction);
                return stored == 1 ? TypedResults.NoContent() : TypedResults.NotFound();
            },
            ct);
    }

    private async Task<byte[]?> FindAsync(Guid registrationId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var found = await connection.QueryAsync<byte[]>(
            $"SELECT photo_cipher FROM registration_photos WHERE registration_id = @Id ORDER BY taken_at DESC, client_id {database.Dialect.Limit("@One")}", new { Id = registrationId, One = 1 });
        return found.FirstOrDefault() is { } photo ? cipher.DecryptBytes(photo, Purpose) : null;
    }

    public static void Erase(DbConnection connection, DbTransaction transaction, Guid registrationId) =>
        connection.Execute("DELETE FROM registration_photos WHERE registration_id = @Id", new { Id = registrationId }, transaction);
}
