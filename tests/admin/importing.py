"""An upload, and the steps of an import, as the desk's pages have them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

UPLOAD = "/admin/activities/importbatch/add/"


def step(batch, name):
    return reverse(f"admin:activities_importbatch_{name}", args=[batch.pk])


def upload(client, *activities, name="file.xml", **more):
    content = f'<iati-activities version="2.03">{"".join(activities)}</iati-activities>'
    files = [SimpleUploadedFile(name, content.encode())]
    form = {"kind": "iati", "files": files, **more}
    return client.post(UPLOAD, form, follow=True)
