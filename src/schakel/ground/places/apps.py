from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "schakel.ground.places"
    label = "places"
    verbose_name = "Places"
